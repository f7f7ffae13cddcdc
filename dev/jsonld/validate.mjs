// Every page given: what the validator objects to in its JobPosting. Without a vocabulary file: the one there is wrongly
// rejects directApply. Exit 1 if any page has none, or an objection that isn't about a property that is only recommended.
import { readFileSync } from 'node:fs';
import validators from '@adobe/structured-data-validator';
import extractors from '@marbec/web-auto-extractor';

const Validator = validators.default ?? validators.Validator ?? validators;
const Extractor = extractors.default ?? extractors;
let wrong = 0;
for (const path of process.argv.slice(2)) {
  const found = new Extractor({ addLocation: true, embedSource: ['rdfa', 'microdata'] }).parse(readFileSync(path, 'utf8'));
  const postings = found.jsonld?.JobPosting ?? [];
  const issues = await new Validator(undefined).validate(found);
  const grave = issues.filter((issue) => issue.severity === 'ERROR');
  wrong += postings.length !== 1 || grave.length > 0;
  console.log(`${path}: ${postings.length} JobPosting, ${grave.length} errors, ${issues.length - grave.length} remarks`);
  for (const issue of issues) console.log(`  ${issue.severity} ${issue.issueMessage}`);
}
process.exit(wrong ? 1 : 0);
