/** Texts alone are compared as samples: several answers to each prompt, drawn. */
export const TEXTS: { readonly samples: number; readonly temperature: number } = {
  samples: 10,
  temperature: 1,
};
