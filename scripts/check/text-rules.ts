/** What may not stand in a tracked file. */
interface TextRule {
  name: string
  pattern: RegExp
  /** Files to which it applies; all when absent. */
  files?: RegExp
}

// No pattern matches its own source, so that this file passes its own rules.
const RULES: readonly TextRule[] = [
  { name: "a path of one machine", pattern: /(?<![\w.~])\/(?:work\/(?:main|shared)|root|home\/\w|Users\/\w)/ },
  { name: "the host of a package registry", pattern: /\bregistry\.(?:npmjs|yarnpkg|npmmirror)\b/ },
  { name: "a registry address in the lock", pattern: /"resolved": "h/, files: /package-lock\.json$/ },
  { name: "a test that runs alone", pattern: /\b(?:describe|context|suite|it|test|specify)\.only\b/ },
  { name: "a test that does not run", pattern: /\b(?:describe|context|suite|it|test|specify|this)\.skip\b/ },
  { name: "a test that does not run", pattern: /^\s*(?:xdescribe|xcontext|xit|xspecify)\(/ },
  { name: "unfinished work", pattern: /\b(?:TO(?:DO)|FIX(?:ME)|X(?:XX))\b/ },
]

const DRAWER = /(?:^|\/)(?:utils?|helpers?|misc|common|stuff)(?:\.[^/]*)?(?:\/|$)/i

/**
 * What is wrong with one tracked file.
 *
 * @param file  its path inside the project
 * @param text  its content; undefined for binary files
 * @param hosts further hosts that may not be named: the machine's own package registry
 * @returns one line a problem, with the place
 */
export function textProblems(file: string, text: string | undefined, hosts: readonly string[] = []): string[] {
  const problems: string[] = []
  if (DRAWER.test(file)) problems.push(`${file}: named like a drawer: name it for the one thing that it does`)
  for (const [index, line] of (text ?? "").split("\n").entries()) {
    const place = `${file}:${index + 1}`
    for (const rule of RULES) {
      if ((rule.files === undefined || rule.files.test(file)) && rule.pattern.test(line)) {
        problems.push(`${place}: ${rule.name}: ${line.trim().slice(0, 100)}`)
      }
    }
    for (const host of hosts) if (line.includes(host)) problems.push(`${place}: the host of a package registry`)
  }
  return problems
}
