/**
 * The weaknesses that each category of the OWASP Top 10:2025 lists, so that a question's category follows from its
 * weaknesses and is never placed by hand. Facts: the "List of Mapped CWEs" of each page in
 * https://github.com/OWASP/Top10/tree/master/2025/docs/en.
 */
const LISTED: Readonly<Record<string, string>> = {
  A01: '22 23 36 59 61 65 200 201 219 276 281 282 283 284 285 352 359 377 379 402 424 425 441 497 538 540 548 552 566 601 615 639 668 732 749 862 863 918 922 1275',
  A02: '5 11 13 15 16 260 315 489 526 547 611 614 776 942 1004 1174',
  A03: '447 1035 1104 1329 1357 1395',
  A04: '261 296 319 320 321 322 323 324 325 326 327 328 329 330 331 332 334 335 336 337 338 340 342 347 523 757 759 760 780 916 1240 1241',
  A05: '20 74 76 77 78 79 80 83 86 88 89 90 91 93 94 95 96 97 98 99 103 104 112 113 114 115 116 129 159 470 493 500 564 610 643 644 917',
  A06: '73 183 256 266 269 286 311 312 313 316 362 382 419 434 436 444 451 454 472 501 522 525 539 598 602 628 642 646 653 656 657 676 693 799 807 841 1021 1022 1125',
  A07: '258 259 287 288 289 290 291 293 294 295 297 298 299 300 302 303 304 305 306 307 308 309 346 350 384 521 613 620 640 798 940 941 1390 1391 1392 1393',
  A08: '345 353 426 427 494 502 506 509 565 784 829 830 915 926',
  A09: '117 221 223 532 778',
  A10: '209 215 234 235 248 252 274 280 369 390 391 394 396 397 460 476 478 484 550 636 703 754 755 756',
};

/** Weaknesses that no category lists, beside their nearest kin that one does. */
const OUR_PLACING: Readonly<Record<string, string>> = {
  // Queries, templates, keys of objects: kin of CWE-74.
  A05: '943 1321 1336',
  // What nothing limits: kin of CWE-799.
  A06: '400 409 606 770 789 834 1333',
  // Where a caller comes from: kin of CWE-346.
  A07: '1385',
};

const categories = new Map<number, string>();
for (const table of [OUR_PLACING, LISTED]) {
  for (const [category, numbers] of Object.entries(table)) {
    for (const number of numbers.split(' ')) categories.set(Number(number), category);
  }
}

/** The categories of these weaknesses, sorted: `['A01', 'A07']`. */
export function top10Of(weaknesses: readonly number[]): string[] {
  const found = weaknesses.flatMap((weakness) => categories.get(weakness) ?? []);
  return [...new Set(found)].sort();
}
