import { programFinds } from '../../support/program.ts';

const FOLLOW = `
// file: follow.ts
export function follow(target) {
  window.open(target);`;

describe('the URL of the page that another module is given', () => {
  it('has a scheme of its own', () => {
    programFinds(`
// file: link.ts
import { follow } from './follow';
follow(new URL(location.href).href);
follow(document.referrer);${FOLLOW}
}
`);
  });

  it('is another thing than what is taken from it', () => {
    programFinds(`
// file: link.ts
import { follow } from './follow';
follow(new URLSearchParams(location.search).get('to'));${FOLLOW}
  //          ^^^^^^ sink dom-xss-url
}
`);
  });
});
