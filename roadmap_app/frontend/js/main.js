// The page's behaviour: htmx does the fetching, idiomorph keeps focus and scroll when a fragment replaces a part.

import htmx from "htmx.org";
import "idiomorph/htmx";

htmx.config.allowEval = false;
