import { describe, expect, test } from 'vitest';
import { createAnalyzer } from '../../src/analysis/analyzer.ts';
import { ownData, unmark } from '../helpers.ts';

const data = ownData();

/** Sentences that name what a caveat of the rule names, and deny it. */
const DENIALS: Readonly<Record<string, readonly string[]>> = {
  'supplement-drug-interaction': [
    'It interacts with no medicines.',
    'It has no interactions with medicines.',
    'There are no known interactions with other medicines.',
    'It does not interact with any medicine.',
    'No medicine interacts with it.',
    'Nobody has to tell a pharmacist about their medicines.',
    'You need tell no pharmacist about your tablets.',
    'No check with a pharmacist is needed if you take medicines.',
    'It gets along with every medicine, with no interactions at all.',
    'Medicines are no obstacle.',
    'It is free of interactions with medicines.',
    'Interactions with medicines have never been seen.',
    'Interactions with medicines are unheard of.',
  ],
  'precursor-supervision': [
    'It needs no supervision.',
    'No doctor need be asked.',
    'Supervision by a doctor is unnecessary.',
    'There is no call for a doctor.',
    'You can leave your doctor out of it.',
    'A doctor is not needed.',
    'Nobody needs a doctor for this.',
    'Medical supervision is for other products.',
    'Medical supervision is a waste of money.',
    'Forget about medical supervision.',
    'It is used with no medical supervision.',
    'Use needs neither a doctor nor a prescription.',
  ],
  'serotonin-syndrome-combination': [
    'The pair carries no risk of serotonin syndrome.',
    'It never causes serotonin syndrome.',
    'Serotonin syndrome is unheard of.',
    'Serotonin syndrome cannot occur.',
    'Nobody gets serotonin syndrome from it.',
    'Serotonin syndrome is not a concern here.',
    'It causes no serotonin syndrome.',
  ],
  'activating-supplement-bipolar': [
    'It triggers no mania in bipolar disorder.',
    'It does not trigger mania.',
    'Mania is unheard of with it.',
    'It is safe in bipolar disorder.',
    'There is no risk of mania in bipolar disorder.',
    'People with bipolar disorder need take no care.',
    'Nobody with bipolar disorder has become manic on it.',
  ],
  'vitamin-b6-neuropathy': [
    'It causes no nerve damage.',
    'It can be taken for years with no numbness.',
    'Nerve damage has never been seen.',
    'There is no risk of neuropathy.',
    'No one gets neuropathy from it.',
    'It does not harm the nerves.',
  ],
  'high-dose-supplement': [
    'High doses carry no risk.',
    'There is no upper limit.',
    'High doses cause no side effects.',
    'More never does harm.',
    'No dose is too high.',
    'Side effects do not rise with the dose.',
  ],
  'special-population-caution': [
    'It poses no risk in pregnancy.',
    'It is fine in pregnancy.',
    'Pregnant women need take no special care.',
    'No caution is needed in pregnancy or breastfeeding.',
    'It is suitable in pregnancy and for children.',
    'Pregnant women do not need to avoid it.',
  ],
  'neuro-manipulation-adverse-effects': [
    'It has no side effects.',
    'It causes no mood swings.',
    'It produces no dependence.',
    'Side effects are unheard of.',
    'Nobody gets side effects.',
    'You will notice no side effects.',
    'Mood swings do not occur.',
  ],
  'dopamine-support-monitoring': [
    'It needs no monitoring.',
    'It causes no dysregulation of dopamine.',
    'Monitoring is unnecessary.',
    'Nobody needs monitoring.',
    'Dopamine cannot be overdone this way.',
    'It never dysregulates dopamine.',
  ],
  'new-imbalance-exacerbation': [
    'It creates no new imbalance.',
    'It never creates new imbalances.',
    'It cannot worsen existing conditions.',
    'Existing conditions are never made worse.',
    'No new imbalance results.',
  ],
  'masking-underlying-condition': [
    'No other cause need be looked for.',
    'There is no other cause.',
    'You need see no doctor.',
    'It masks no illness.',
    'Other causes do not matter.',
    'Nothing else causes it.',
    'A medical check is unnecessary.',
  ],
  'individual-variation': [
    'Responses do not vary.',
    'There is no difference between people.',
    'It works the same for each person.',
    'Nobody responds differently.',
    'Individual differences play no part.',
    'Responses never differ between people.',
  ],
  'assessment-before-protocol': [
    'No assessment is needed.',
    'It needs no assessment first.',
    'You need see no clinician before you start.',
    'Skip the assessment.',
    'An assessment by a doctor is unnecessary.',
    'No doctor needs to assess you first.',
  ],
  'self-prescribed-protocol': [
    'No doctor is needed.',
    'Treating yourself carries no risk.',
    'Self-treatment is not discouraged.',
    'There is no need to see a professional.',
    'You need no professional to review it.',
  ],
  'urinary-metabolite-utility': [
    'The test has no limits.',
    'Its results need no interpretation.',
    'No caution is needed in reading it.',
    'It leaves no room for doubt.',
    'Nothing limits what it shows.',
    'It does not need careful interpretation.',
  ],
  'subjective-assessment-limits': [
    'The quiz has no limits.',
    'Its answers are never subjective.',
    'No clinician is needed to read it.',
    'It needs no confirmation.',
    'There is nothing subjective about it.',
  ],
  'brain-level-not-measured': [
    'Its readings are not estimates.',
    'It leaves nothing to inference.',
    'No inference is involved.',
    'It does not guess at levels.',
  ],
  'medication-discontinuation': [
    'You need ask no prescriber.',
    'No taper is needed.',
    'No doctor needs to know.',
    'There is no need to talk to your prescriber.',
    'Stopping causes no withdrawal.',
    'Withdrawal does not occur.',
  ],
  'peptide-therapy-evidence': [
    'Its evidence has no limits.',
    'There is no lack of evidence.',
    'Nobody doubts the evidence.',
    'It is not unproven.',
    'Approval is not lacking.',
  ],
  'rx-fair-balance': [
    'It has no side effects.',
    'It causes no nausea.',
    'There are no contraindications.',
    'No one has to avoid it.',
  ],
  'amino-acid-maoi-levodopa': [
    'The pair causes no rise in blood pressure.',
    'It never raises blood pressure.',
    'There is no hypertensive crisis.',
    'Amino acids do not reduce levodopa absorption.',
    'It does not compete with levodopa.',
  ],
  'natural-safety-superlative': [
    'It has no side effects.',
    'It carries no risks.',
    'Adverse effects are unheard of.',
    'It can do no harm.',
  ],
  'optimization-benefit-qualifier': [
    'The evidence is not limited.',
    'No more evidence is needed.',
    'There is no doubt about the evidence.',
    'It is not unproven.',
  ],
  'cure-guarantee-absolute': ['Results do not vary.', 'There is no uncertainty.', 'No result is less than complete.'],
  'testimonial-typicality': ['Results do not vary.', 'This is not unusual.', 'Results are never different.'],
  'preliminary-evidence-extrapolation': [
    'The finding is not preliminary.',
    'No human study is needed.',
    'There is no reason to doubt that it applies to people.',
    'It applies to people without limits.',
  ],
  'causal-imbalance-claim': [
    'This is not debated.',
    'Nobody disputes it.',
    'There is no debate about it.',
    'It is no hypothesis.',
    'It is not a theory.',
  ],
  'crisis-signposting': ['No help is needed.', 'You need call no helpline.', 'There is no need to call Samaritans.'],
};

/** The first claims of a rule's own examples that a sentence can stand behind. */
function claimsOf(id: string): readonly string[] {
  return (data.rules.get(id)?.examples.missing ?? [])
    .map(({ text }) => unmark(text).source)
    .filter((text) => /^[^\n]+\.$/.test(text))
    .slice(0, 2);
}

describe.each(Object.entries(DENIALS))('%s is not covered', (id, denials) => {
  const analyzer = createAnalyzer({ data, profiles: data.rules.get(id)?.profiles ?? [] });
  const cases = denials.flatMap((denial) => claimsOf(id).map((claim) => [denial, claim] as const));

  test.each(cases)('by “%s” behind “%s”', (denial, claim) => {
    const claims = analyzer.analyze(`${claim} ${denial}`).claims.filter(({ rule }) => rule === id);
    // One that a higher rule reports on the same words is lacking as well.
    const lacking = claims.filter(({ status }) => status !== 'covered');
    expect(lacking.length).toBeGreaterThan(0);
  });
});
