// The page's behaviour: htmx does the fetching, idiomorph keeps focus and scroll when a fragment replaces a part.

import htmx from "htmx.org";
import "idiomorph/htmx";
import "./shell.js";
import "./drafting.js";

htmx.config.allowEval = false;
