/** A busy machine is slow, not wrong: what a test waits for may take some seconds before it counts as missing. */
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

configure({ asyncUtilTimeout: 15_000 });

// Loaded once for all files, the library by itself would clean up after the first file alone.
afterEach(cleanup);
