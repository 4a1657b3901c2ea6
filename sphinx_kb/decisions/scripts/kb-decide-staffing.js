// How many people fill a seat, what that costs, and what an availability allows: the twin of
// sphinx_kb/decisions/staffing.py.

const KBStaffing = (() => {
  const WEEKS = 52;
  const HOURS = 8760; // of a year

  // How many people give so many hours a week; null without productive hours.
  const people = (hours, productive) => (productive > 0 ? hours / productive : null);

  // What a seat takes; null without productive hours, or if all are always absent.
  function seat(hours, productive, price, { absent = 0, on_call = 0 } = {}) {
    const filled = people(hours, productive);
    if (filled === null || absent >= 1) return null;
    const cost = filled * price + on_call * WEEKS;
    const cost_per_hour = hours > 0 ? cost / (hours * WEEKS) : null;
    return { people: filled, with_absences: filled / (1 - absent), cost, cost_per_hour };
  }

  const downtime = (available) => HOURS * (1 - available);
  const inChain = (availabilities) => availabilities.reduce((all, one) => all * one, 1);

  return { people, seat, downtime, inChain };
})();
