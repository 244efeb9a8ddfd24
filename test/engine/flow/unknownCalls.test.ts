/** What comes out of code that nobody has seen. */
import { finds, isQuiet } from '../../support/spec.ts';

const PAGE = `'use client';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'next/navigation';
import { linkTo, useLink } from 'some-links';`;

describe('a call of code that nobody has seen', () => {
  it('makes its result of its arguments', () =>
    finds(
      `${PAGE}
export function Page() {
  const { id } = useParams();
//               ^^^^^^^^^^^ source
  const link = linkTo(id);
  return <a href={link}>it</a>;
//                ^^^^ sink react-unsafe-url
}`,
      { path: 'page.tsx' },
    ));

  it('answers by something else when it is a hook, or fetches', () =>
    isQuiet(
      `${PAGE}
export function Page() {
  const { id } = useParams();
  const link = useLink(id);
  const { fetched } = useQuery({ queryKey: [id] });
  return <p><a href={link}>it</a><a href={fetched}>it</a></p>;
}`,
      { path: 'page.tsx' },
    ));
});
