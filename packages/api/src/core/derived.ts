/**
 * Works out once what follows from an object that many share, as those do who share a read, and forgets it with the object.
 * @param make of the object alone, which nobody may change: everyone is given the very same result
 */
export function derived<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const made = new WeakMap<From, { result: To }>();
  return (from) => {
    const known = made.get(from);
    if (known) return known.result;
    const result = make(from);
    made.set(from, { result });
    return result;
  };
}
