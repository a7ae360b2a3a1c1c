const WAYS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** Goes from a box of the branches to the one above or below it, by the arrow keys. */
export function walkByKey(event: Event): void {
  const by = event instanceof KeyboardEvent ? WAYS[event.key] : undefined;
  const [target] = event.composedPath();
  if (by === undefined || !(target instanceof SVGElement)) return;
  const picture = target.closest(".pane[data-view=branches] svg");
  const boxes = [...(picture?.querySelectorAll<SVGElement>("[role=button]") ?? [])];
  const next = boxes[boxes.indexOf(target) + by];
  if (picture === null || picture === target) return;
  event.preventDefault();
  next?.focus();
}
