import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Change } from "../../cluster/change.js";
import { withRoute, withRule, withoutRoute } from "../../network/change-namespace.js";
import { prefixWords, routeWords, ruleWords } from "../../network/set-up/route-words.js";
import { withRules } from "../../network/topology/host-namespace.js";
import { refusalText, routeFrom } from "../../network/topology/route-from.js";
import { changeHost, noteCommand } from "./change-host.js";
import type { ChangePlace, Mistakes } from "./change-host.js";

type ChangeOf<Kind extends Change["kind"]> = Change & { readonly kind: Kind };

/** `ip route add`: the kernel may refuse it, and then nothing changes. */
export function addRoute(place: ChangePlace, { route: said }: ChangeOf<"add-route">): Mistakes {
  const { namespace } = place.stack.host;
  const { family } = said.destination;
  const made = routeFrom(said, namespace);
  if ("fault" in made) {
    const text = refusalText(made.fault);
    return [errorAt(said.span, "route-refused", { text })];
  }
  noteCommand(place, `${ipOf(family)} route add ${routeWords(made.route)}`);
  changeHost(place, withRoute(namespace, made.route));
  return [];
}

/** `ip route del`: the first route to the destination in the table. */
export function deleteRoute(place: ChangePlace, change: ChangeOf<"delete-route">): Mistakes {
  const { destination, table } = change;
  const { namespace } = place.stack.host;
  const next = withoutRoute(namespace, { destination, table });
  const words = [prefixWords(destination), ...(table === "main" ? [] : [`table ${table}`])].join(
    " ",
  );
  if (next === null) return [warningAt(place.span, "no-such-route", { route: words })];
  noteCommand(place, `${ipOf(destination.family)} route del ${words}`);
  changeHost(place, next);
  return [];
}

/** `ip rule add`. */
export function addRoutingRule(
  place: ChangePlace,
  { rule: said }: ChangeOf<"add-routing-rule">,
): Mistakes {
  const { namespace } = place.stack.host;
  const routingRules = withRules(namespace, [said]);
  const made = routingRules.find((rule) => !namespace.routingRules.includes(rule));
  if (made !== undefined) {
    noteCommand(place, `${ipOf(made.family)} rule add ${ruleWords(made)}`);
    changeHost(place, withRule(namespace, made));
  }
  return [];
}

function ipOf(family: "ipv4" | "ipv6"): string {
  return family === "ipv6" ? "ip -6" : "ip";
}
