/** A scenario whose Service has three endpoints, with the lines of its play. */
export function threeEndpoints(play: string): string {
  return `hopwise 1
title "three endpoints"
seed 3
node control-plane
node worker { pods 10.244.1.0/24 }
node worker2 { pods 10.244.2.0/24 }
deployment example {
  labels app=example
  serves 80/tcp http 200 "hello"
  addresses 10.244.1.3, 10.244.2.3, 10.244.2.4
}
pod client on worker { address 10.244.1.9 }
service example {
  select app=example
  cluster-ip 10.96.1.64
  port 80
}
play {
${play}
}
`;
}
