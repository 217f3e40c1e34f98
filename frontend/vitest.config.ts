import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vite.config'

// Apart from the build's own settings, so that a production install needs no test tools.
export default mergeConfig(
  base,
  defineConfig({
    test: {
      environment: 'happy-dom',
      include: ['src/**/*.test.{ts,tsx}'],
      setupFiles: ['test/setup.ts'],
      restoreMocks: true,
    },
  }),
)
