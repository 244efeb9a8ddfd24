import DOMPurify from 'dompurify';
import { useEffect, useState } from 'react';
import { type Review, reviewsOf } from './api';

/** A review that a customer shared as a link before it was published: #draft=… */
function sharedDraft(): string | undefined {
  const { hash } = window.location;
  return hash.startsWith('#draft=') ? decodeURIComponent(hash.slice('#draft='.length)) : undefined;
}

export function Reviews({ productId }: { productId: number }) {
  const [reviews, setReviews] = useState<Review[]>([]);
  const draft = sharedDraft();

  useEffect(() => {
    reviewsOf(productId).then(setReviews, () => setReviews([]));
  }, [productId]);

  return (
    <section>
      <h2>What others say</h2>
      {draft && <blockquote className="draft" dangerouslySetInnerHTML={{ __html: draft }} />}
      {reviews.map(({ id, author, html }) => (
        <article key={id}>
          <h3>{author}</h3>
          <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(html) }} />
        </article>
      ))}
    </section>
  );
}
