/** Who stands for whom where records were found to be one: persons (SPEC N), units set up twice (SPEC D8). */

/**
 * Follows "this one is that one" to the end. Two devices that do not know of each other may merge two records into each other: of such a
 * circle the smallest id stands, which on every device is the record that was entered first.
 */
export function standIns(claims: ReadonlyMap<string, string>): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const path: string[] = [];
    let at = id;
    while (!path.includes(at)) {
      path.push(at);
      at = claims.get(at) ?? at;
    }
    const circle = path.slice(path.indexOf(at));
    const stands = circle.reduce((least, each) => (each < least ? each : least));
    for (const each of path) known.set(each, stands);
    return stands;
  };
}
