// What this library wants to reach, and whether a report shows that it does.
import { ASYNCHRONOUS, SYNCHRONOUS } from './operations.mjs';

const MEBIBYTE = 1 << 20;
const OTHERS = ['pkcs11js', 'graphene', 'PyKCS11'];
const titleOf = (wanted) =>
  [...SYNCHRONOUS, ...ASYNCHRONOUS].find(({ name }) => name === wanted)?.title ?? wanted;
const ratio = (value) => `${value.toFixed(2)}×`;

/** The largest of some figures, and what it is of. */
function worst(figures) {
  return figures.reduce((most, each) => (each.value > most.value ? each : most));
}

/** What differs by less than this much of it differs by noise. */
const NOISE = 0.02;

/**
 * What any library on koffi has to do: the calls, with the copies that its caller needs where they were measured. What was
 * slower than this library was disturbed, and says nothing.
 */
const least = ({ cryptoki, koffi, 'koffi, copies': copies }) =>
  [copies, koffi].find((one) => one && one.ns.median <= cryptoki.ns.median * (1 + NOISE));

/** Of each operation the time of ours as a multiple of another contestant's, and so of the least that koffi takes. */
function against(results, who, operations = SYNCHRONOUS) {
  return operations.flatMap(({ name, title }) => {
    const { cryptoki, [who]: other } = results[name] ?? {};
    if (!(cryptoki && other)) return [];
    const multiple = (one) => one && one.ns.median / other.ns.median;
    return [{ title, value: multiple(cryptoki), least: multiple(least(results[name])) }];
  });
}

/** @param out of a figure, whether the goal is out of reach for the least of it */
function within(goal, limit, figures, out) {
  const { title, value } = worst(figures);
  const over = figures.filter((each) => each.value > limit);
  return {
    goal,
    met: over.length === 0,
    measured:
      over.length === 0
        ? `at most ${ratio(value)} (${title})`
        : `${figures.length - over.length} of ${figures.length}; not ${over.map((each) => `${each.title} (${ratio(each.value)}${out(each.least) ? '†' : ''})`).join(', ')}`,
  };
}

const atMost = (goal, limit, figures) => within(goal, limit, figures, (least) => least > limit * (1 + NOISE));

/** What even the least is not faster than by more than noise, nobody is seen to be faster than. */
const faster = (goal, figures) => within(goal, 1, figures, (least) => least > 1 - NOISE);

/** @returns {{ goal: string, met: boolean, measured: string }[]} */
export function goals(report) {
  const { null: nothing, softhsm } = report.targets;
  const single = SYNCHRONOUS.filter(({ name }) => !/^(search|stream)/.test(name));
  const named = (results, names, who = 'C') =>
    against(
      results,
      who,
      names.map((name) => ({ name, title: titleOf(name) })),
    );
  const both = (who) => [...against(nothing, who), ...against(softhsm, who)];
  const asynchronous = (who, counts) =>
    named(
      softhsm,
      counts.flatMap((count) => [`asyncRsa${count}`, `asyncEcdsa${count}`]),
      who,
    );
  const delays = [1, 4, 16, 64].flatMap((count) =>
    [`asyncRsa${count}`, `asyncEcdsa${count}`].map((name) => ({
      title: titleOf(name),
      value: softhsm[name].cryptoki.delayP99.median,
    })),
  );
  const late = worst(delays);
  const linear = nothing.search100k.cryptoki.ns.median / nothing.search10k.cryptoki.ns.median;
  const { free, forced } = report.memory;
  const growth = Math.max(free.growth, forced.growth) / MEBIBYTE;
  const imported = report.import.cryptoki.median;
  return [
    atMost('SoftHSM, synchronous: at most 1.05 × C', 1.05, against(softhsm, 'C', single)),
    atMost('the same of C in a process with a second thread', 1.05, against(softhsm, 'C, threads', single)),
    atMost('nothing below: at most half of pkcs11js', 0.5, against(nothing, 'pkcs11js', single)),
    atMost('nothing below: at most a fifth of graphene-pk11', 0.2, against(nothing, 'graphene', single)),
    ...OTHERS.map((who) => faster(`faster than ${who} on every line`, both(who))),
    atMost('16 in flight: at least 0.95 of what C does', 1 / 0.95, asynchronous('C', [16])),
    atMost('asynchronous: never slower than pkcs11js', 1, asynchronous('pkcs11js', [1, 4, 16, 64])),
    {
      goal: 'event loop: 99th percentile of its delay under 2 ms',
      met: late.value < 2,
      measured: `at most ${late.value.toFixed(1)} ms (${late.title})`,
    },
    atMost('search of 10 000 objects: at most 1.15 × C', 1.15, named(softhsm, ['search10k'])),
    {
      goal: 'search: linear to 100 000 objects',
      met: linear < 12,
      measured: `ten times as many take ${linear.toFixed(1)} times as long`,
    },
    atMost('streaming: at least 0.95 of what C does', 1 / 0.95, named(softhsm, ['stream256m'])),
    {
      goal: 'a million operations: less than 5 MiB more in memory',
      met: growth < 5,
      measured: `${growth.toFixed(1)} MiB`,
    },
    { goal: '`import` under 40 ms', met: imported < 40, measured: `${imported.toFixed(0)} ms` },
  ];
}
