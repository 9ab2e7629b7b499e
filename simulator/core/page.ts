/** A small page at `/` to look at the simulator and to press its buttons by hand. */
export const controlPage = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Freelance Hub simulator</title>
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
pre{background:#f4f4f4;padding:1rem;overflow:auto;max-height:24rem}textarea{width:100%;height:5rem}
button,select{font:inherit;margin:0 .4rem .4rem 0}</style></head><body>
<h1>Freelance Hub simulator</h1>
<p>Kwork, Avito and Upwork on this machine. Use this page's address as the Simulator URL of a credential.</p>
<p><button data-call="POST reset">Reset</button>
<button data-call="POST clock" data-body='{"advanceMs":3600000}'>One hour later</button>
<button data-call="POST sockets/drop">Drop sockets</button>
<button data-call="DELETE faults">Clear faults</button></p>
<h2>Let something happen</h2>
<p><button data-call="POST events/kwork/clientWrites" data-body='{"from":"shop_owner","text":"Здравствуйте! Сколько будет стоить лендинг?"}'>Kwork: a client writes</button>
<button data-call="POST events/kwork/projectAppears">Kwork: a project appears</button>
<button data-call="POST events/kwork/orderArrives">Kwork: an order arrives</button>
<button data-call="POST events/avito/candidateWrites" data-body='{"text":"Добрый день! Вакансия ещё открыта?"}'>Avito: a candidate writes</button>
<button data-call="POST events/avito/newApplication">Avito: an application comes</button>
<button data-call="POST events/upwork/newJob">Upwork: a job appears</button>
<button data-call="POST events/upwork/clientWrites" data-body='{"text":"Hi! When could you start?"}'>Upwork: a client writes</button>
<button data-call="POST faults" data-body='{"service":"kwork","kind":"status","status":502}'>Kwork: the next call fails (502)</button></p>
<h2>Any event</h2>
<p><select id="event"></select> <button id="post">Post</button></p>
<textarea id="input">{}</textarea>
<pre id="result"></pre>
<h2>Overview</h2><pre id="overview"></pre>
<h2>Last requests</h2><pre id="requests"></pre>
<h2>Violations</h2><pre id="violations"></pre>
<script>
const show = (id, value) => { document.getElementById(id).textContent = typeof value === 'string' ? value : JSON.stringify(value, null, 2); };
const call = async (method, path, body) => (await fetch('_control/' + path, { method, headers: { 'content-type': 'application/json' }, body: method === 'POST' ? body || '{}' : undefined })).json();
const refresh = async () => {
  const state = await call('GET', '');
  const select = document.getElementById('event');
  if (!select.options.length) for (const [service, names] of Object.entries(state.services)) for (const name of names) select.add(new Option(service + '/' + name));
  show('overview', state);
  show('requests', (await call('GET', 'requests')).slice(-30).reverse().map((r) => [r.id, new Date(r.at).toISOString(), r.service, r.operation, r.status ?? '-', r.faults.join()].join('  ')).join('\\n'));
  show('violations', await call('GET', 'violations'));
};
for (const button of document.querySelectorAll('[data-call]')) button.onclick = async () => { const [method, path] = button.dataset.call.split(' '); show('result', await call(method, path, button.dataset.body)); refresh(); };
document.getElementById('post').onclick = async () => { show('result', await call('POST', 'events/' + document.getElementById('event').value, document.getElementById('input').value)); refresh(); };
refresh(); setInterval(refresh, 3000);
</script></body></html>`;
