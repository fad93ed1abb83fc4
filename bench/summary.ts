/** The value below which this share of an ascending list lies; NaN for an empty one. */
export function percentile(ascending: readonly number[] | Float64Array, share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}

/** NaN when there are none, or when one of them is none: what was not measured has no middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0 || !values.every(Number.isFinite)) return Number.NaN;
  const ascending = values.toSorted((left, right) => left - right);
  const middle = Math.floor(ascending.length / 2);
  const at = (index: number) => ascending[index] ?? Number.NaN;
  return ascending.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
}

/** The exponent e of cost ~ size^e: the slope of a least squares line through the logarithms. */
export function growthExponent(points: readonly { size: number; cost: number }[]): number {
  const logs = points.map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(cost) }));
  const meanX = logs.reduce((sum, { x }) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, { y }) => sum + y, 0) / logs.length;
  const covariance = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}
