// The best spending against one breach: the twin of sphinx_kb/decisions/gordon_loeb.py.

const KBGordonLoeb = (() => {
  // The best spending in the model of Gordon and Loeb, for breach functions of class 1 or 2.
  function best(kind, breach, loss, alpha, beta = 1) {
    let spend = 0;
    if (kind === 1 && breach > 0) {
      spend = (Math.pow(breach * beta * alpha * loss, 1 / (beta + 1)) - 1) / alpha;
    } else if (breach > 0 && breach < 1) {
      const slope = -alpha * breach * loss * Math.log(breach);
      spend = slope > 0 ? Math.log(1 / slope) / (alpha * Math.log(breach)) : 0;
    }
    spend = Math.max(0, spend);
    const power = alpha * spend + 1;
    const left = kind === 1 ? breach / Math.pow(power, beta) : Math.pow(breach, power);
    return { spend, left, net: (breach - left) * loss - spend, bound: (breach * loss) / Math.E };
  }

  return { best };
})();
