import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': { target: process.env.CBOT_API ?? 'http://127.0.0.1:8000', changeOrigin: false } },
  },
  build: { target: 'es2022', manifest: true, assetsDir: 'assets', reportCompressedSize: false },
})
