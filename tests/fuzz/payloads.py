"""What somebody could write to make a machine run it: Jinja that reaches for Python, and HTML that reaches for the reader."""

from __future__ import annotations

from itertools import product

CODE = (
    '{{ cycler.__init__.__globals__.os.popen("id").read() }}', "{{ cycler }}", "{{ lipsum.__globals__ }}", "{{ count.__globals__ }}", "{{ count.__class__.__mro__ }}", "{{ ''.__class__ }}",
    "{{ []['__class__'] }}", "{{ ()|attr('__class__') }}", "{{ 'a' * 10 ** 9 }}", "{{ 'a'.join(['b']) }}", "{{ '%s' % 1 }}",
    "{{ 2 ** 99 }}", "{{ -1 }}", "{{ 'x'.format(1) }}", "{{ range(10) }}", "{{ dict(a=1) }}", "{{ joiner() }}", "{{ namespace() }}",
    "{% include 'om/index.md' %}", "{% import 'x' as y %}", "{% extends 'x' %}", "{{ config }}", "{{ config.hooks }}", "{{ environment }}",
    "{{ self._TemplateReference__context }}", "{{ count() | upper }}", "{{ 1 is defined }}", "{{ count().x }}",
    "{{ count()[0] }}", "{{ count()() }}", "{{ caller() }}", "{{ loop }}", "{{ [1][0] }}", "{{ {'a': count}['a']() }}", "{% for a in count() %}{{ a.b }}{% endfor %}",
    "{{ g.pop.__globals__ }}", "{{ request }}", "{{ get_flashed_messages }}", "{{ url_for }}", "{{ __builtins__ }}", "{{ os }}", "{{ fix_url('x') }}",
    "{{ macros_info() }}", "{{ context() }}", "{{ plugin }}", "{{ page.file.abs_src_path }}", "{{ git.short_commit }}", "{{ extra.x }}", "{{ now() }}",
    "{{ system }}", "{{ files }}", "{{ navigation }}", "{{ theme }}", "{{ variables }}", "{{ macros }}", "{{ filters }}", "{{ pages[0].content }}",
    "{% set x = ''.__class__ %}{{ x }}", "{% with a = count.__code__ %}{{ a }}{% endwith %}", "{% call count() %}{{ x.y }}{% endcall %}",
    "{% macro m() %}{{ os.x }}{% endmacro %}{{ m() }}", "{{ ({}|string) }}", "{{ ''|map('upper')|list }}", "{{ dict.fromkeys }}",
)  # fmt: skip
"""Programs of Jinja that reach for Python, the files, the plugin, or the memory of the machine."""
BREAKS = ("", '"', "'", '">', "'>", "</title>", "</script>", "</textarea>", "]]>", "-->", "`>", "&quot;>")
"""Each leaves one of the places where a text is put."""
RUNS = (
    "<script>window.live=1</script>", "<img src=x onerror=window.live=1>", "<svg onload=window.live=1>", "<svg/onload=window.live=1//",
    "<details open ontoggle=window.live=1>", "<input autofocus onfocus=window.live=1>", "<video src=x onerror=window.live=1>",
    "<iframe srcdoc='<script>parent.live=1</script>'>", "<a href=javascript:window.live=1>Øy</a>",
    "<svg><animate onbegin=window.live=1 attributeName=x dur=1s>", "<object data=javascript:window.live=1>",
    "<math><maction xlink:href=javascript:window.live=1>Øy", "<body onload=window.live=1>",
    "<style>@keyframes x{}</style><p style=animation-name:x onanimationstart=window.live=1>",
)  # fmt: skip
SCRIPTS = tuple(f"{before}{run}" for before, run in product(BREAKS, RUNS))
"""168 texts that would run where one of the places is not closed."""
