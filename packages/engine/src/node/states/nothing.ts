import type { ModelDiff } from "@threatloom/model";

/** What lies between two states that are the same: known without loading what compares them. */
export const noDiff: ModelDiff = {
  components: [],
  boundaries: [],
  threats: [],
  controls: [],
  data: [],
  flows: [],
  claims: [],
  statuses: [],
  code: [],
  coverage: null,
};
