/** A busy machine is slow, not wrong: what a test waits for may take some seconds before it counts as missing. */
import { configure } from '@testing-library/react';

configure({ asyncUtilTimeout: 15_000 });
