/* What any reader must do: unpack the parts and parse them, no more. */
#include <stdio.h>
#include <stdlib.h>

#include <expat.h>
#include <minizip/unzip.h>

static void XMLCALL
start(void *arg, const char *name, const char **attr)
{
	(void)name;
	(void)attr;
	++*(unsigned long *)arg;
}

static void XMLCALL
end(void *arg, const char *name)
{
	(void)arg;
	(void)name;
}

static void XMLCALL
text(void *arg, const char *s, int n)
{
	(void)arg;
	(void)s;
	(void)n;
}

int
main(int argc, char **argv)
{
	static const char *const part[] = { "xl/workbook.xml",
		"xl/styles.xml", "xl/sharedStrings.xml",
		"xl/worksheets/sheet1.xml" };
	unzFile z = argc > 1 ? unzOpen(argv[1]) : NULL;
	unsigned long elements = 0;

	if (z == NULL)
		return 1;
	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		XML_Parser p = XML_ParserCreate(NULL);
		int n;

		if (unzLocateFile(z, part[i], 1) != UNZ_OK ||
		    unzOpenCurrentFile(z) != UNZ_OK)
			return 1;
		XML_SetUserData(p, &elements);
		XML_SetElementHandler(p, start, end);
		XML_SetCharacterDataHandler(p, text);
		do {
			void *room = XML_GetBuffer(p, 65536);

			n = unzReadCurrentFile(z, room, 65536);
			if (n < 0 || XML_ParseBuffer(p, n, n == 0) !=
			    XML_STATUS_OK)
				return 1;
		} while (n > 0);
		XML_ParserFree(p);
		unzCloseCurrentFile(z);
	}
	unzClose(z);
	printf("%lu elements\n", elements);
	return 0;
}
