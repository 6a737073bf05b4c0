// Answers, a line for each line: what the form makes of a file, and the file it writes. Its argument is the form's configuration. Used by test_admin_files.py
// and test_admin_value_rules.py; the second argument is the day, if not today.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parse } from "../../.ci/admin/node_modules/yaml/dist/index.js";
import { carried, listWith, taken } from "../../.ci/admin/src/newwords.js";
import { teller } from "../../.ci/admin/src/value_rules.js";
import { format } from "../../.ci/admin/src/writeup.js";

const config = parse(readFileSync(process.argv[2], "utf8"));
const told = teller(config.check, process.argv[3]);
const formats = Object.fromEntries(
  config.collections.map((c) => {
    const all = c.fields ?? c.files.flatMap((file) => file.fields);
    const fields = all.filter((field, i) => all.findIndex((f) => f.name === field.name) === i);
    return [c.name, format(fields, { body: c.format.startsWith("innomed-text"), words: { broken: "Ødelagt", refused: "Nektet:" }, order: c.order })];
  }),
);

for await (const line of createInterface({ input: process.stdin })) {
  const { kind, read, write, list, words, before, entry, round, field, value } = JSON.parse(line);
  let answer;
  try {
    if (field !== undefined) answer = { told: told(field, value) };
    else if (entry !== undefined) answer = taken(entry, round);
    else if (list !== undefined) answer = { text: listWith(list, before === undefined ? words : [...carried(list, before), ...words]) };
    else answer = read !== undefined ? { data: formats[kind].fromFile(read) } : { text: formats[kind].toFile(write) };
  } catch (error) {
    answer = { refused: String(error.message) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
