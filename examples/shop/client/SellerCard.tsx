const WEB = new Set(['https:', 'http:']);

/** The address itself when it leads to the web, and nothing when it would run as a script. */
function webAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return WEB.has(url.protocol) ? url.href : undefined;
}

/** Who sent the customer here (?from=…) and whose tea this is (?maker=…). */
export function SellerCard() {
  const params = new URLSearchParams(window.location.search);
  const from = params.get('from') ?? '/';
  const maker = webAddress(params.get('maker') ?? '');

  return (
    <aside>
      <a href={from}>Back to where you were</a>
      {maker && (
        <a href={maker} target="_blank" rel="noopener noreferrer">
          {maker}
        </a>
      )}
    </aside>
  );
}
