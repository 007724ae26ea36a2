/**
 * Time that passes only while a script looks: the first read is exact, each further one a millisecond later,
 * so a busy wait of seconds is over in thousands of reads (spec: on-device 1.1, scripts may poll `Date`).
 */
export const virtualDate = /* js */ `
  let nowMs, budgetMs, spentMs, isOverBudget, callOverBudget;
  const beginClock = (evaluation) => {
    ({ nowMs, budgetMs } = evaluation);
    spentMs = -1;
    isOverBudget = false;
    callOverBudget = undefined;
  };

  const readClock = () => {
    spentMs += 1;
    if (spentMs < budgetMs) return nowMs + spentMs;
    spentMs = budgetMs;
    if (!isOverBudget) callOverBudget = currentCall;
    isOverBudget = true;
    throw new Error("The script's time is over: it had " + budgetMs + " ms");
  };

  // V8 puts the name of the zone in the host's language.
  const inEnglish = (text) => {
    const zoneAt = indexOf(text, " (");
    return zoneAt < 0 ? text : slice(text, 0, zoneAt) + " (Coordinated Universal Time)";
  };
  const dateToString = bindCall(Date.prototype.toString);
  const dateToTimeString = bindCall(Date.prototype.toTimeString);
  replaceProperties(Date.prototype, {
    toString() { return inEnglish(dateToString(this)); },
    toTimeString() { return inEnglish(dateToTimeString(this)); },
  });
  replaceProperties(Date, { now() { return readClock(); } });
  replaceClass(globalThis, "Date", {
    construct: (target, args, newTarget) =>
      construct(target, args.length === 0 ? [readClock()] : args, newTarget),
    apply: () => inEnglish(dateToString(new Date(readClock()))),
  });
`;
