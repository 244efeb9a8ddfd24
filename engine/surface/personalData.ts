import { wordsOf } from '../semantics/names.ts';

/**
 * Names that speak of people, by class. Classes as in https://linddun.org and GDPR art. 4 and 9: what identifies somebody,
 * how to reach them, what they paid with, their health, and what proves who they are.
 */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  contact: [
    ...['email', 'e mail', 'mail address', 'phone', 'phone number', 'telephone', 'mobile number', 'postal code'],
    ...['zip code', 'zipcode', 'street', 'home address', 'postal address', 'street address', 'billing address'],
    ...['shipping address', 'phonenumber'],
  ],
  identity: [
    ...['first name', 'last name', 'full name', 'surname', 'firstname', 'lastname', 'birthday', 'birth date'],
    ...[
      'date of birth',
      'dob',
      'birthdate',
      'gender',
      'ssn',
      'social security number',
      'national id',
      'passport number',
    ],
    ...['nationality', 'ip address', 'tax id', 'fullname', 'date of birth'],
  ],
  payment: [
    ...[
      'card number',
      'credit card',
      'cvv',
      'cvc',
      'iban',
      'bank account',
      'account number',
      'bank acc',
      'bank routing',
    ],
    ...['routing number', 'salary'],
  ],
  health: ['diagnosis', 'allergies', 'medical record', 'blood type', 'prescription', 'patient id', 'medication'],
  credential: ['password', 'passwd', 'password hash', 'hashed password', 'pin code', 'otp secret', 'totp secret'],
};

const CLASS_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([name, phrases]) => phrases.map((phrase): [string, string] => [phrase, name])),
);

/** The class of personal data that a name of a field speaks of: `userEmail`, `date_of_birth`. */
export function dataClassOf(name: string): string | undefined {
  const words = wordsOf(name);
  // The last words say what it is: `emailTemplate` is none, `userEmail` is one.
  for (let from = Math.max(0, words.length - 3); from < words.length; from++) {
    const found = CLASS_OF.get(words.slice(from).join(' '));
    if (found !== undefined) return found;
  }
  return undefined;
}
