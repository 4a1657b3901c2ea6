// node run.js FOLDER < {"registers", "calls"}: loads the scripts as a page does, one after the
// other into one global scope, and prints what they answer.

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const SCRIPTS = [
  "ranges", "losses", "show", "amounts", "money", "staffing", "flaws", "register", "worth",
  "gordon-loeb", "bought", "insurance", "clocks", "forms", "inputs", "calculators",
  "worked-ale", "worked-rosi", "worked-fair", "worked-npv", "worked-staffing", "worked-insurance",
  "worked-patch",
];
const files = SCRIPTS.map((name) => path.join(process.argv[2], `kb-decide-${name}.js`));
for (const file of [...files, path.join(__dirname, "calls.js")]) {
  vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
}
const { registers, calls } = JSON.parse(fs.readFileSync(0, "utf8"));
const KBCalls = vm.runInThisContext("KBCalls");
const answers = calls === null ? KBCalls.names : KBCalls.answer(registers, calls);
process.stdout.write(JSON.stringify(answers));
