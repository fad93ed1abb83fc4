/** A mean to one decimal; 0 when there was nothing to measure. */
export const toOneDecimal = (mean: number | null): number => Math.round((mean ?? 0) * 10) / 10;
