/** What stands around every diagnostic's sentence. */
export const frameEn: Readonly<Record<string, string>> = {
  "frame-error": "error",
  "frame-warning": "warning",
  "frame-expected": "expected: {expected}",
  "frame-nearest": "did you mean `{nearest}`?",
};
