// A module worker that runs the package: see client.js for the other side.

import * as api from './index.js';
import { serve } from './serve.js';

serve(api);
