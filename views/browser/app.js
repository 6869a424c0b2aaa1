// The page script: small helps on top of pages that work without it.
// Focus goes to what needs attention after a full page load (htmx does the same for fragments).
document.querySelector('[autofocus]')?.focus();
