// A module worker that runs the count part alone: what is asked of the rest is refused.

import * as api from './count.js';
import { serve } from './serve.js';

serve(api);
