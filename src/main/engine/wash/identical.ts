/**
 * Groups of substantially identical securities. Whether two securities are identical is a question of facts and circumstances (Pub. 550 p. 87), so groups
 * are the client's own declarations and never inferred. Relations are joined: A with B and B with C is one group.
 */

/** security -> name of its group; a security in no group is its own. */
export type GroupOf = (security: string) => string

export function identicalGroups(declared: Iterable<readonly string[]>): GroupOf {
  const parent = new Map<string, string>()
  const root = (security: string): string => {
    let at = security
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up
    return at
  }
  for (const members of declared) {
    for (const member of members) {
      const [a, b] = [root(members[0] ?? member), root(member)]
      // the smaller name stands for the group, so that the order of the declarations does not matter
      if (a < b) parent.set(b, a)
      else if (b < a) parent.set(a, b)
    }
  }
  const settled = new Map<string, string>()
  for (const member of parent.keys()) settled.set(member, root(member))
  return security => settled.get(security) ?? security
}
