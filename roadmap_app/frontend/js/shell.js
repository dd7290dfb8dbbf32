// What every page can do, whatever is on it. Each module works on the whole document, so that fragments need no set-up.

import "./shell/requests.js";
import "./shell/saving.js";
import "./shell/dialogs.js";
import "./shell/focus.js";
import "./shell/keyboard.js";
import "./shell/kept.js";
