// The draft: arranging parts in the outline, the small toolbar of a text, and taking the last step back.

import "./drafting/outline.js";
import "./drafting/toolbar.js";
import "./drafting/undo.js";
