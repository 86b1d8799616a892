// Of what was measured: the middle, and how two contestants stand to one another.

/** The value below which the share `part` of the values lies. */
export function quantile(values, part) {
  const sorted = [...values].sort((one, two) => one - two);
  if (sorted.length === 0) return undefined;
  const at = (sorted.length - 1) * part;
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

export function median(values) {
  return quantile(values, 0.5);
}

/** The median of a field of samples. */
export function medianOf(samples, field) {
  return median(samples.filter(Boolean).map((sample) => sample[field]));
}

/** The median of one's field over the other's, each pair from one round. */
export function ratio(samples, base, field = 'ms') {
  return median(
    samples.flatMap((sample, round) => (sample && base[round] ? [sample[field] / base[round][field]] : [])),
  );
}
