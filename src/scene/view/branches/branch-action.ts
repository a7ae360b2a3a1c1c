/** What a box of the branches asks for: to play a branch (`2:3`, the third of the second request; empty for the scenario's own draw), or to find those of a request. */
export type BranchWish = { readonly branch: string } | { readonly explore: number };

/** The action of a box that asks for it. */
export function branchAction(wish: BranchWish): string {
  return "branch" in wish ? `branch:${wish.branch}` : `explore:${wish.explore}`;
}

/** What an action asks for; null for one that is about something else. */
export function branchWish(action: string): BranchWish | null {
  const [kind, value = ""] = action.split(/:(.*)/);
  if (kind === "explore") return { explore: Number(value) };
  return kind === "branch" ? { branch: value } : null;
}
