/** How a note begins that says that a figure is no more than what it stands for. */
export const LOWER_BOUND = "lower bound";

/** Whether a note says that a figure is a lower bound. */
export const saysLowerBound = (note: string): boolean => note.startsWith(LOWER_BOUND);

/** Whether a figure is a lower bound by its own notes. */
export const isLowerBound = ({ notes }: { readonly notes: readonly string[] }): boolean =>
  notes.some(saysLowerBound);
