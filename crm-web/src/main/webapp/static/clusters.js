// A search under way is looked at again and again, until it has ended.
'use strict';
(function () {
  const underWay = document.querySelector('[data-again]');
  if (underWay) {
    window.setTimeout(function () { window.location.reload(); }, Number(underWay.dataset.again));
  }
})();
