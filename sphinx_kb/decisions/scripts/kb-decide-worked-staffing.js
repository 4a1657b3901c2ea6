// The calculator of seats: what one takes that is filled for some hours a week.

KBCalculators.staffing = (() => {
  const inputs = [
    ["hours", "number", "168"],
    ["productive", "number", "33"],
    ["price", "money", "125k"],
    ["absent", "share", "15%"],
    ["on_call", "money", "0"],
  ];

  function figures({ hours, productive, price, absent, on_call }) {
    const nothing = { people: null, with_absences: null, cost: null, cost_per_hour: null };
    return KBStaffing.seat(hours, productive, price, { absent, on_call }) ?? nothing;
  }

  function words(values, found, sign = "$") {
    if (found.people === null) return "Nobody can fill the seat with these hours.";
    const [people, absences] = [found.people, found.with_absences].map((one) =>
      KBShow.digits(one, 2),
    );
    const hour = found.cost_per_hour;
    const watched = hour === null ? "" : `: ${KBShow.money(hour, sign)} for each hour watched`;
    return (
      `The seat takes ${people} people, ${absences} with absences, and` +
      ` ${KBShow.money(found.cost, sign)} a year${watched}.`
    );
  }

  return { inputs, figures, words };
})();
