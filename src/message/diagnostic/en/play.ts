/** What is found wrong when a scenario is played. */
export const playDiagnosticsEn: Readonly<Record<string, string>> = {
  "expectation-failed": "The scenario expects {expectation}, but the request ended as: {found}.",
  "pod-not-there":
    "The pod `{pod}` does not run at this moment: its network is not there yet, or not any more.",
  "route-refused": "The kernel does not take this route: {text}",
  "no-such-route": "There is no route `{route}` to delete at this moment.",
  "mode-not-in-version": "kube-proxy {version} has no mode {mode}.",
  "nothing-to-compare": "Comparing takes two modes at least.",
  "rule-expectation-failed": "The scenario expects {expectation}, but found was: {found}.",
  "bad-endpoint": "`{text}` is not an endpoint: its number, or its address and port.",
  "pick-without-request": "No request comes after this, so there is nothing to choose.",
  "pick-not-possible":
    "`{command}` cannot go to the endpoint {endpoint}: chance does not lead there.",
  "no-such-branch":
    "`{branch}` names no branch of this play, which has {requests} requests: `2:3` is the third branch of the second request. What the seed draws is played.",
  "play-limit-reached":
    "This was not played to its end: a request may take {seconds} s of virtual time and {requestEvents} events, a play {tasks} tasks and {events} events.",
};
