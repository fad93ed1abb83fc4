const oneDecimal = (seconds: number) => Math.round((seconds / 60) * 10) / 10;

/** "2.5 min", "0 min". */
export const formatMin = (seconds: number): string => `${oneDecimal(seconds)} min`;

/** "3.5 minutes", "1 minute", "0 minutes". */
export function formatMinutes(seconds: number): string {
  const minutes = oneDecimal(seconds);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

export const wholeMinutes = (seconds: number): number => Math.max(0, Math.floor(seconds / 60));

/** "2 minutes", "1 minute", in whole ones that have passed. */
export const formatWholeMinutes = (seconds: number): string => formatMinutes(wholeMinutes(seconds) * 60);
