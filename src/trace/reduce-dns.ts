import type { DnsEvent } from "./event/dns-event.js";
import type { TraceEvent } from "./event/event.js";
import { withCached } from "./reduce-caches.js";
import type { LookupState, QueryState, TraceState } from "./state.js";

/** The state after a fact of name resolution: the resolver's candidates, and the queries in CoreDNS. */
export function reduceDns(state: TraceState, event: TraceEvent & DnsEvent): TraceState {
  switch (event.kind) {
    case "lookup-started":
      return lookupStarted(state, event);
    case "candidate-tried":
      return withLookup(state, (lookup) => ({ ...lookup, current: event.index }));
    case "candidate-failed":
      return withLookup(state, (lookup) => ({
        ...withResult(lookup, event.index, event.result),
        current: null,
      }));
    case "lookup-ended":
      return withLookup(state, (lookup) => {
        const place = lookup.candidates.findIndex(({ name }) => name === event.answeredBy);
        const { result, addresses } = event;
        return { ...withResult(lookup, place, result), current: null, result, addresses };
      });
    case "query-sent":
      return withQuery(state, {
        id: event.query,
        question: event.question,
        server: event.server,
        servedIn: null,
        block: null,
        plugins: [],
        asked:
          event.message === undefined
            ? null
            : { message: event.message, bytes: event.bytes ?? null },
        message: null,
        bytes: null,
      });
    case "answer-received":
    case "block-chosen":
    case "plugin-entered":
    case "plugin-acted":
    case "plugin-answered": {
      const query = state.queries[event.query];
      const cached = event.kind === "plugin-acted" ? withCached(state, event) : state;
      return query === undefined ? cached : withQuery(cached, served(query, event));
    }
  }
}

type ServedEvent = TraceEvent &
  DnsEvent & {
    readonly kind:
      "answer-received" | "block-chosen" | "plugin-entered" | "plugin-acted" | "plugin-answered";
  };

function served(query: QueryState, event: ServedEvent): QueryState {
  switch (event.kind) {
    case "answer-received":
      return { ...query, message: event.message, bytes: event.bytes ?? null };
    case "block-chosen":
      return { ...query, servedIn: event.namespace, block: event.block, plugins: [] };
    case "plugin-entered": {
      const { plugin: name, line } = event;
      return { ...query, plugins: [...query.plugins, { name, line, actions: [], answered: null }] };
    }
    case "plugin-acted":
      return withPlugin(query, event, (plugin) => ({
        ...plugin,
        actions: [...plugin.actions, event.action],
      }));
    case "plugin-answered": {
      const answered = withPlugin(query, event, (plugin) => ({ ...plugin, answered: event.rcode }));
      return event.message === null
        ? answered
        : { ...answered, message: event.message, bytes: null };
    }
  }
}

type PluginState = QueryState["plugins"][number];

function withPlugin(
  query: QueryState,
  where: { readonly plugin: string; readonly line: number },
  change: (plugin: PluginState) => PluginState,
): QueryState {
  const place = query.plugins.findLastIndex(
    ({ name, line }) => name === where.plugin && line === where.line,
  );
  const plugin = query.plugins[place];
  return plugin === undefined
    ? query
    : { ...query, plugins: query.plugins.with(place, change(plugin)) };
}

function lookupStarted(
  state: TraceState,
  event: TraceEvent & { readonly kind: "lookup-started" },
): TraceState {
  if (event.namespace === null) return state;
  const { name, dots, ndots } = event;
  const candidates = event.candidates.map((candidate) => ({ name: candidate, result: null }));
  return {
    ...state,
    // What earlier look-ups asked is no longer looked at.
    queries: {},
    lookup: {
      namespace: event.namespace,
      name,
      dots,
      ndots,
      candidates,
      current: null,
      result: null,
      addresses: [],
    },
  };
}

function withLookup(state: TraceState, change: (lookup: LookupState) => LookupState): TraceState {
  return state.lookup === null ? state : { ...state, lookup: change(state.lookup) };
}

function withResult(lookup: LookupState, place: number, result: string): LookupState {
  const candidate = lookup.candidates[place];
  if (candidate === undefined) return lookup;
  return { ...lookup, candidates: lookup.candidates.with(place, { ...candidate, result }) };
}

function withQuery(state: TraceState, query: QueryState): TraceState {
  return { ...state, queries: { ...state.queries, [query.id]: query } };
}
