// How severe a flaw is, and by when it has to be fixed: the twin of sphinx_kb/decisions/cvss.py
// and patch.py, where the sources of the tables are named.

const KBFlaws = (() => {
  const REMEDY = "write a CVSS 3.1 base vector such as AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
  const HARM = { H: 0.56, L: 0.22, N: 0 };
  const PRIVILEGES = { U: { N: 0.85, L: 0.62, H: 0.27 }, C: { N: 0.85, L: 0.68, H: 0.5 } };
  const WEIGHTS = {
    AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
    AC: { L: 0.77, H: 0.44 },
    UI: { N: 0.85, R: 0.62 },
    S: { U: 0, C: 1 },
    C: HARM,
    I: HARM,
    A: HARM,
  };

  const LADDER = "EEDDDCCBCCCACABA"; // in KEV, exposed, automatable, total
  const RUNGS = {
    A: { name: "A", days: 3, search: true },
    B: { name: "B", days: 3, search: false },
    C: { name: "C", days: 14, search: false },
    D: { name: "D", days: 60, search: false },
    E: { name: "E", days: null, search: false },
  };
  const EXPLOITATION = ["none", "public poc", "active"];
  const EXPOSURE = ["small", "controlled", "open"];
  const HUMAN_IMPACT = ["low", "medium", "high", "very high"];
  const PRIORITIES = { d: "defer", s: "scheduled", o: "out-of-cycle", i: "immediate" };
  const SSVC = "ddssdsssdsssssssdsssssso" + "dsssssssdssssssosssossoo" + "ssoosooossoooooosooiooii"; // a part for each exploitation: exposure, automatable no and yes, human impact

  // The smallest tenth that is not below a value, by the specification's own rule.
  function up(value) {
    const parts = Math.floor(value * 100000 + 0.5);
    return parts % 10000 === 0 ? parts / 100000 : (Math.floor(parts / 10000) + 1) / 10;
  }

  // The base score of a vector, with or without "CVSS:3.1/"; throws the remedy.
  function cvss(vector) {
    const parts = vector
      .trim()
      .replace(/^CVSS:3\.1\//, "")
      .split("/");
    const given = new Map(parts.map((part) => part.split(":")).filter((pair) => pair.length === 2));
    const weights = { ...WEIGHTS, PR: PRIVILEGES[given.get("S")] ?? {} };
    const names = Object.keys(weights);
    const known = (name) => Object.hasOwn(weights[name], given.get(name));
    if (parts.length !== names.length || !names.every((name) => given.has(name) && known(name))) {
      throw new Error(REMEDY);
    }
    const of = Object.fromEntries(names.map((name) => [name, weights[name][given.get(name)]]));
    const changed = given.get("S") === "C";
    const subscore = 1 - (1 - of.C) * (1 - of.I) * (1 - of.A);
    let impact = 6.42 * subscore;
    if (changed) {
      const power = Array(15)
        .fill(subscore - 0.02)
        .reduce((all, one) => all * one, 1);
      impact = 7.52 * (subscore - 0.029) - 3.25 * power;
    }
    const exploitability = 8.22 * of.AV * of.AC * of.PR * of.UI;
    const whole = impact + exploitability;
    const base = impact > 0 ? up(Math.min(changed ? 1.08 * whole : whole, 10)) : 0;
    return { subscore, impact, exploitability, base };
  }

  // The rung of a flaw by BOD 26-04. An exploited flaw counts as listed; what is not known
  // (null) counts as the worse answer.
  function rung({ in_kev, exposed = null, automatable = null, total = null, exploited = false }) {
    const answers = [in_kev || exploited, exposed, automatable, total];
    return RUNGS[LADDER[answers.reduce((at, answer) => 2 * at + Number(answer !== false), 0)]];
  }

  function place(word, known) {
    if (!known.includes(word)) throw new Error(`write one of ${known.join(", ")}`);
    return known.indexOf(word);
  }

  // SSVC's priority for a deployer; throws the known words.
  function priority(exploitation, exposure, automatable, humanImpact) {
    let at = place(exploitation, EXPLOITATION);
    at = at * EXPOSURE.length + place(exposure, EXPOSURE);
    at = at * 2 + Number(Boolean(automatable));
    at = at * HUMAN_IMPACT.length + place(humanImpact, HUMAN_IMPACT);
    return PRIORITIES[SSVC[at]];
  }

  return { cvss, rung, priority };
})();
