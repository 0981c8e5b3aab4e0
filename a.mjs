import { build } from 'esbuild'; import { gzipSync } from 'zlib';
const r = await build({bundle:true,minify:true,charset:'utf8',target:['es2022','safari16.4'],entryPoints:['dist/lib/element/index.js'],format:'esm',splitting:true,outdir:'x',write:false,external:['../index.js'],metafile:true});
let all=0; for (const f of r.outputFiles) { const g=gzipSync(f.contents,{level:9}).length; all+=g; const k=Object.keys(r.metafile.outputs).find(k=>f.path.endsWith(k)); console.log(f.contents.length,g,k, Object.entries(r.metafile.outputs[k].inputs).map(([a,b])=>a.replace('dist/lib/','')+':'+b.bytesInOutput).join(' ')) }
console.log(all);
