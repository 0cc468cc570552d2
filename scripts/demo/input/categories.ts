import { FileLineError, Kinds, type Kind } from "../../../sdk/index.ts"
import { GROUP_COUNT, KIND_COUNT } from "../../../sdk/parameters.ts"
import { FileFormError } from "../errors.ts"

/**
 * The categories of a file's lines as kinds of work, in the order of the alphabet.
 *
 * @param column in which the category stands
 * @throws FileLineError, FileFormError
 */
export function kindsOfCategories(
  lines: readonly { line: number; fields: Readonly<Record<string, string>> }[],
  column: string,
  file: string,
): Kinds {
  const categories = new Set<string>()
  for (const { line, fields } of lines) {
    const category = fields[column] ?? ""
    if (category === "") throw new FileLineError(file, line, `column "${column}" is empty`)
    categories.add(category)
  }
  if (categories.size === 0) throw new FileFormError(file, "it has a heading, but no line of work")
  if (categories.size > KIND_COUNT) {
    throw new FileFormError(
      file,
      `it has ${categories.size} categories, but a commune has at most ${KIND_COUNT} kinds of work`,
    )
  }
  return Kinds.of([...categories].sort().map(kindOf))
}

/** The open books have room for eight groups: where there are more categories, the last ones are one group. */
function kindOf(name: string, number: number, { length }: readonly string[]): Kind {
  return length > GROUP_COUNT && number >= GROUP_COUNT - 1 ? { name, group: "other" } : { name }
}
