/** The value below which this share of an ascending list lies; 0 for an empty one. */
export function percentile(ascending: readonly number[] | Float64Array, share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0;
}

export function median(values: readonly number[]): number {
  const ascending = values.toSorted((left, right) => left - right);
  const middle = Math.floor(ascending.length / 2);
  return ascending.length % 2 === 1 ? (ascending[middle] ?? 0) : ((ascending[middle - 1] ?? 0) + (ascending[middle] ?? 0)) / 2;
}

/** The exponent e of cost ~ size^e: the slope of a least squares line through the logarithms. */
export function growthExponent(points: readonly { size: number; cost: number }[]): number {
  const logs = points.map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(cost) }));
  const meanX = logs.reduce((sum, { x }) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, { y }) => sum + y, 0) / logs.length;
  const covariance = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}
