import type { Workshop } from './asks.js';
import { clientHeaderProbes } from './probes/client-headers.js';
import { hostileProbe } from './probes/hostile.js';
import { malformedProbes } from './probes/malformed.js';
import { openProbes } from './probes/methods.js';
import { burstProbe, failingProbe, lifeCycleProbe, missingProbe, pollProbe } from './probes/polls.js';
import { routeProbes } from './probes/routes.js';
import { togetherProbes } from './probes/together.js';
import type { Probe } from './server-check.js';

/**
 * All that is tried on a server, in this order. What exists is looked at first, while its life is young; what could
 * leave a server in a bad state comes later, the gentler things before the rougher ones.
 */
export function serverProbes(shop: Workshop): readonly Probe[] {
  return [
    ...lifeCycleProbe(shop),
    ...pollProbe(shop),
    ...togetherProbes(shop),
    ...missingProbe(shop),
    ...failingProbe(shop),
    ...clientHeaderProbes(shop),
    ...malformedProbes(shop),
    ...routeProbes(shop),
    ...openProbes(shop),
    ...burstProbe(shop),
    ...hostileProbe(shop),
  ];
}
